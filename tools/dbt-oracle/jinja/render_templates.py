"""Renders templates with Jinja2 as dbt sets it up. In: a JSON list of templates. Out: a JSON list of [text] or [null, error, message]."""

import json
import sys

import jinja2.sandbox
from dbt_common.clients.jinja import TEXT_FILTERS

environment = jinja2.sandbox.SandboxedEnvironment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
environment.filters.update(TEXT_FILTERS)


def render(source):
    try:
        return [environment.from_string(source).render({"zip": zip, "set": set})]
    except Exception as error:  # every failure is an answer
        return [None, type(error).__name__, str(error)]


json.dump([render(source) for source in json.load(sys.stdin)], sys.stdout)
