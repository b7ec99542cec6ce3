"""The chapters of the report and what each is about, in the language that is spoken."""

from chengyan.language import _

CHAPTERS = (
    *("corpus", "words", "topics", "priorities", "rhetoric", "promises", "robustness"),
    *("methods", "data"),
)


def titles() -> dict[str, str]:
    """Titles by chapter, short enough for one line of navigation."""
    return {
        "corpus": _("Corpus"),
        "words": _("Words"),
        "topics": _("Topics"),
        "priorities": _("Priorities"),
        "rhetoric": _("Rhetoric"),
        "promises": _("Promises"),
        "robustness": _("Robustness"),
        "methods": _("Methods"),
        "data": _("Data"),
    }


def summaries() -> dict[str, str]:
    """A line for each chapter."""
    return {
        "corpus": _("What there is to compare, how unequal it is, and which texts are missing."),
        "words": _("Which words set the groups apart, how firmly, and where they stand."),
        "topics": _("Which topics stand a trial, and how much each group speaks of them."),
        "priorities": _("What each text gives room to, by a codebook with its errors."),
        "rhetoric": _("How the texts speak: devices, formulations, passages they share."),
        "promises": _("What is pledged in numbers, and how much looks back and ahead."),
        "robustness": _("Claims written down before looking, under every reasonable choice."),
        "methods": _("How all this was made, in words to be pasted into an article."),
        "data": _("Every table to look into, and everything to take away."),
    }


def about_tables(*, many: bool) -> dict[str, str]:
    """What each table holds."""
    return {
        "corpus": _("The texts: what is known of them and how large they are."),
        "checks": _("What is doubtful in the texts, with its place and what to do."),
        "contrasts": _("Which contrasts are matched, and which texts would make the others so."),
        "needs": _("Texts that would make all groups match, by genre, office and year."),
        "paragraphs": _(
            "Every paragraph after cleaning, with its kind and its lines in the raw file."
        ),
        "sentences": _("Every sentence, with its place and its lines in the raw file."),
        "quasi_sentences": _("Every part of a sentence that is coded, with its code."),
        "segmentation": _(
            "Lexicon entries that occur, by group, and how the engine alone would cut them."
        ),
        "tfidf": _("Terms of each group by TF-IDF."),
        "keyness": _(
            "Every term in every group against the others: effect, range, dispersion, contrast."
        ),
        "keyness_pairs": _(
            "The same, each group against each other one; only terms that the conservative bound "
            "holds for."
        )
        if many
        else _("The same, each group against each other one."),
        "ternary": _("Shares of three groups in the use of the terms they have in common."),
        "correspondence": _("Groups and terms on the axes along which their profiles differ most."),
        "topic_models": _("Every topic model that was tried, with its measures."),
        "topic_verdicts": _("Every topic with its stability and the verdict on it."),
        "topics": _("Words of each topic."),
        "topic_prevalence": _("Share of each topic in each group."),
        "topic_sentences": _("Sentences most typical of each topic."),
        "topic_correlations": _("How topics go together over paragraphs."),
        "topic_effects": _("How topics go with genre, city and year, where texts suffice."),
        "topic_years": _("Share of each topic by year, where dates allow."),
        "topic_map": _("Where topics lie by the likeness of their words."),
        "course": _("Paragraphs along each text with section and leading topic."),
        "collocations": _(
            "Phrases that a group repeats, with how closely their words hang together."
        ),
        "diversity": _("Variety of words on samples of one size."),
        "readability": _("Length of sentences, clauses and words, and how common the words are."),
        "similarity": _(
            "How alike each pair of groups is, and pairs of one genre to hold it against."
        ),
        "parts": _("How much of each group looks back, ahead, or is of a theme."),
        "keyness_parts": _("Keyness within an orientation or a theme."),
        **_about_codes(),
        **_about_devices(),
        "positions": _("Every occurrence of the chosen terms, with its sentence."),
        "spread": _("How often and how evenly each text has the chosen terms."),
        "findings": _("What the tables say in sentences, each with its rows, effect and doubts."),
        "claims": _("The claims: effect, range, dispersion, robustness, contrast."),
        "robustness": _("Every claim under every specification."),
        "specifications": _("The choices that each specification stands for."),
        "choices": _("How far each choice moves the estimate of each claim."),
    }


def _about_codes() -> dict[str, str]:
    return {
        "priorities": _("Share of each code in each group, by each method and unit."),
        "priority_validation": _("How well each method finds each code, by coded sample."),
        "priority_accuracy": _("How often the instrument is right, by text."),
        "priority_confusion": _("Which codes the instrument takes for which."),
        "priority_coverage": _("On what the code of a sentence rests: cues, context, nothing."),
        "priority_ways": _("How far the three ways to codes agree."),
        "priority_disputed": _("Stretches of text on which the three ways differ."),
        "priority_seeds": _("Words that seed the topics of each code."),
        "targets": _("Every quantity: what is counted, achieved or pledged, and by when."),
    }


def _about_devices() -> dict[str, str]:
    return {
        "rhetoric": _(
            "Share of each group’s sentences with each device of rhetoric, with its range and "
            "status."
        ),
        "rhetoric_instances": _("Every instance of every device, with its place."),
        "rhetoric_validation": _("How well each device is found, by coded sample."),
        "rhetoric_differences": _(
            "Pairs of groups whose rates of a device differ by more than the errors seen allow."
        ),
        "rhetoric_examples": _("Sentences that show each device in each group, chosen by a rule."),
        "modality": _("Rungs of obligation by group and who is told."),
        "formulations": _("Every formulation in each group, and whether it could have used it."),
        "formulation_coverage": _("How much of each group stands inside formulations."),
        "formulation_candidates": _("Strings that may be formulations and are not in the lexicon."),
        "reuse": _("Passages that texts share beyond formula and chance."),
        "reuse_groups": _("How much pairs of groups share."),
        "echo": _("How much of each sentence stands in other texts."),
        "echo_reference": _("How much of each sentence stands in the reference corpus."),
    }
