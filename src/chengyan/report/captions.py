"""Captions of figures: one source for our report, Snakemake's own and the gallery."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from docutils.core import publish_parts
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from chengyan.errors import ChengyanError

# docutils escapes > inside attributes, so a tag ends at the first one.
_LINK_OR_MEDIA = re.compile(r"</?(?:a|img|object|video|svg)\b[^>]*>")
# Whether a figure is drawn for many groups or texts, by its name.
Forms = Mapping[str, bool]
_RST = {"_disable_config": True, "raw_enabled": False, "file_insertion_enabled": False} | {
    "doctitle_xform": False, "report_level": 5, "halt_level": 5,
}  # fmt: skip


def caption_text(
    source: str, config: Mapping[str, Any], caveat: str, *, many: Forms, coding: str = ""
) -> str:
    """A caption with its Jinja expressions filled in, still reStructuredText.

    Expressions may use ``snakemake.config`` and of ``snakemake.params`` caveat, many, which tells
    by figure whether many groups are drawn together, and coding, who coded the samples.

    Raises
    ------
    ChengyanError
        If an expression is wrong.
    """
    engine = SandboxedEnvironment(undefined=StrictUndefined)
    known = SimpleNamespace(
        config=config, params=SimpleNamespace(caveat=caveat, many=many, coding=coding)
    )
    try:
        return engine.from_string(source).render(snakemake=known)
    except TemplateError as error:
        raise ChengyanError("caption", str(error), "Mend its Jinja expression") from None


def caption_html(
    source: str, config: Mapping[str, Any], caveat: str, *, many: Forms, coding: str = ""
) -> str:
    """A caption as HTML.

    Links and pictures are reduced to their text, and nothing is included from files.
    """
    text = caption_text(source, config, caveat, many=many, coding=coding)
    parts = publish_parts(text, writer="html5", settings_overrides=_RST)
    return _LINK_OR_MEDIA.sub("", parts["fragment"])
