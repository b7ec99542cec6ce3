"""The shipped texts in parts, and how they are counted."""

from chengyan.corpus import read_text
from chengyan.shards.texts import Text

OPTIONS = {
    "kinds": ["heading", "body"],
    "stopwords": ["的", "和", "在"],
    "unit": {"shortest": 20, "longest": 100},
}


def cut_up(documents):
    """Each shipped text in four, each with a heading of its own, in no order of groups."""
    texts = []
    for city, document in documents.items():
        lines = read_text(document).splitlines()
        size = -(-len(lines) // 4)
        for number in range(4):
            part = "\n".join(["一、部分", *lines[number * size : (number + 1) * size]])
            facts = {"city": city, "genre": "report", "office": "市长", "date": f"202{number % 2}"}
            texts.append(Text(f"{city}-{number}", city, part, facts))
    return sorted(texts, key=lambda text: text.doc_id[-1] + text.group)
