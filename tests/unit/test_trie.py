"""Terms found in long texts: the same as by looking for each of them."""

from hypothesis import example, given
from hypothesis import strategies as st

from chengyan.trie import Trie

CHARACTERS = "国人民生a1+\n\u3400\U00020000\0"
TERMS = st.lists(st.text(CHARACTERS, min_size=1, max_size=6), unique=True, max_size=30)


@given(TERMS, st.text(CHARACTERS + "发", max_size=80))
@example([], "")
@example([], "国")
@example(["国"], "")
@example(["国人民生活"], "国人民生")
def test_terms_are_found_wherever_they_stand(terms, text):
    start, number = (column.tolist() for column in Trie(terms).find(text))
    assert list(zip(start, number, strict=True)) == [
        (place, terms.index(term))
        for place in range(len(text))
        for term in sorted(terms, key=len)
        if text.startswith(term, place)
    ]


@given(st.sets(st.text(min_size=1, max_size=4), max_size=200), st.data())
def test_every_term_of_a_long_list_is_found(terms, data):
    ordered = sorted(terms)
    text = "".join(data.draw(st.permutations(ordered)))
    found = Trie(ordered).find(text)
    assert {ordered[number] for number in found[1].tolist()} == {
        term for term in terms if term in text
    }
