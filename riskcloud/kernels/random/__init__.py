"""Random numbers as pure functions of (seed, path, month, item, stream)."""

from riskcloud.kernels.random.normals import monthly_normal_pair, monthly_normals
from riskcloud.kernels.random.uniforms import (
    monthly_four_uniforms,
    monthly_uniform,
    monthly_uniforms,
    once_uniform,
    once_uniforms,
)

__all__ = [
    "monthly_four_uniforms",
    "monthly_normal_pair",
    "monthly_normals",
    "monthly_uniform",
    "monthly_uniforms",
    "once_uniform",
    "once_uniforms",
]
