"""The middle one of three: `sample` requires it, and it requires `structure`."""

from ordo.modular.module import ModuleConfig


class GroundConfig(ModuleConfig):
    """Label `sample_ground`; brings nothing of its own."""

    name = "tests.sample_module.ground"
    label = "sample_ground"
    title = "Ground of the sample"
    requires = ("structure",)
