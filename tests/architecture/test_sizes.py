import ast

from tests.architecture.sources import name_of, python_files, tree_of

FILE_LINES = 400
FUNCTION_LINES = 50


def test_no_file_is_longer_than_400_lines() -> None:
    files = python_files("coder", "tests", "sample_sessions")
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files("coder")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_most_functions_are_short_and_most_files_are_read_at_a_glance() -> None:
    functions = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files("coder")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    )
    files = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("coder"))
    assert functions[len(functions) // 2] <= 8
    assert files[len(files) // 2] <= 120
