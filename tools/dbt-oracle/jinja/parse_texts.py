"""The texts with Jinja in them of files, and of the strings of Python files. In: a JSON list of files. Out: a JSON list of [file, line, text, parses]."""

import ast
import json
import sys

from dbt_common.clients.jinja import get_environment
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import TemplateAssertionError

environment = get_environment(None, capture_macros=False)


def texts(path):
    with open(path, encoding="utf-8") as file:
        content = file.read()
    if not path.endswith(".py"):
        yield 1, content
        return
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def parses(text):
    try:
        environment.from_string(text)
        return True
    except (TemplateSyntaxError, TemplateAssertionError):
        return False


json.dump(
    [
        [path, line, text, parses(text)]
        for path in json.load(sys.stdin)
        for line, text in texts(path)
        if "{%" in text or "{{" in text
    ],
    sys.stdout,
)
