"""The reader of pages: a comment that is misspelt or stale must not silently leave code untested."""

from __future__ import annotations

import pytest
from docs_pages import blocks, links, slugs

PAGE = """# Title

Text with `code` and a [link](other.md#part).

<!-- test: replace 100 => 1 -->
```bash
latlas train --epochs 100
```

```text
not code
```

<!-- test: run python
x = 1
-->

1. In a list:

    ```python
    assert x == 1
    ```

<!-- test: skip needs a display -->
```python
show()
```

## A heading, with `code`
"""


def test_blocks_in_order_with_their_lines_and_languages() -> None:
    found = blocks(PAGE, "page.md")
    assert [(block.language, block.line, block.code, block.skip) for block in found] == [
        ("bash", 7, "latlas train --epochs 1\n", None),
        ("python", 15, "x = 1\n", None),
        ("python", 21, "assert x == 1\n", None),
        ("python", 26, "show()\n", "needs a display"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- test: skip -->\n```bash\nls\n```\n", "say why"),
        ("<!-- test: replace a => b -->\n```bash\nls\n```\n", "no 'a' to replace"),
        ("<!-- test: replace a -->\n```bash\nls\n```\n", "OLD => NEW"),
        ("<!-- test: slow -->\n", "no block after it"),
        ("```bash\nls\n", "has no end"),
    ],
)
def test_a_comment_that_does_nothing_is_an_error(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        blocks(text, "page.md")


def test_links_and_headings() -> None:
    assert links(PAGE) == ["other.md#part"]
    assert slugs(PAGE) == {"title", "a-heading-with-code"}
    assert slugs("## β, raw { #beta }\n") == {"beta"}
