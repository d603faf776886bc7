"""The other forms of words, by the dictionaries of simplemma (https://pypi.org/project/simplemma/, MIT).

Standard input: {"<language>": ["<word>", ...]}; standard output: {"<language>": {"<word>": ["<other form>", ...]}}.
simplemma maps a form to its lemma; this turns the map around. Forms with a blank, a digit or a capital inside are left out.
"""

import json
import lzma
import pickle
import sys
from collections import defaultdict
from importlib import resources

DATA = resources.files("simplemma.strategies.dictionaries") / "data"


def lemmas(language):
    with lzma.open(DATA / f"{language}.plzma") as file:
        return {form.decode(): lemma.decode() for form, lemma in pickle.load(file).items()}


def other_forms(words, lemma_of):
    forms_of = defaultdict(set)
    for form, lemma in lemma_of.items():
        if form.isalpha() and form[1:].islower():
            forms_of[lemma].add(form.lower())
    found = {}
    for word in words:
        forms = set()
        for spelling in (word, word.capitalize()):
            forms |= forms_of[lemma_of.get(spelling, spelling)]
        if word in forms and len(forms) > 1:
            found[word] = sorted(forms - {word})
    return found


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    json.dump({language: other_forms(words, lemmas(language)) for language, words in wanted.items()}, sys.stdout)
