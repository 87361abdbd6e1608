"""Reads a JSON list of XML texts; prints a tree for each, or what expat says against it."""

import json
import sys
from xml.parsers import expat


def tree(text):
    root = {"name": "#document", "attributes": [], "children": []}
    stack = [root]

    def start(name, attributes):
        pairs = [list(pair) for pair in zip(attributes[::2], attributes[1::2])]
        node = {"name": name, "attributes": pairs, "children": []}
        stack[-1]["children"].append(node)
        stack.append(node)

    def data(characters):
        children = stack[-1]["children"]
        if children and isinstance(children[-1], str):
            children[-1] += characters
        else:
            children.append(characters)

    def other(name):
        def add(*values):
            stack[-1]["children"].append(
                {"name": name, "attributes": [], "children": [str(value) for value in values]}
            )

        return add

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop()
    parser.CharacterDataHandler = data
    parser.CommentHandler = other("#comment")
    parser.ProcessingInstructionHandler = other("#instruction")
    parser.StartDoctypeDeclHandler = other("#doctype")
    parser.Parse(text.encode("utf-8"), True)
    return root


def read(text):
    try:
        return tree(text)
    except (expat.ExpatError, UnicodeError) as error:
        return {"error": str(error)}


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
