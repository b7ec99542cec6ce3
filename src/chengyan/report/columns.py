"""What columns of which tables the report rests on."""

COLUMNS = {
    "corpus": (
        "doc_id group title author office genre occasion date han_chars analysed_han_chars tokens "
        "types paragraphs sentences sections"
    ),
    "sentences": "doc_id group paragraph sentence kind source_line text",
    "segmentation": "term group count without_lexicon kind level",
    "keyness": (
        "group term count other_count per_10k reference log_ratio lrc log_odds_z paragraphs "
        "of_paragraphs ci_low ci_high loo_low loo_high left_out contrast confounds firm_against "
        "occasion"
    ),
    "tfidf": "group term count tfidf rank occasion",
    "topic_models": (
        "model k c_npmi c_v exclusivity held_out stability null_stability standing score best"
    ),
    "topic_verdicts": (
        "model topic label stability null_stability verdict category category_share "
        "category_covered"
    ),
    "topics": "model topic rank term",
    "topic_prevalence": (
        "model topic label group share ci_low ci_high model_low model_high left_out units"
    ),
    "topic_sentences": "model topic rank group doc_id sentence source_line text",
    "topic_effects": (
        "model topic label verdict covariate level baseline estimate ci_low ci_high texts"
    ),
    "priorities": (
        "method unit group code zh en counted share ci_low ci_high loo_low loo_high first"
    ),
    "priority_validation": (
        "sample coding method code support accuracy accuracy_low accuracy_high"
    ),
    "priority_accuracy": "doc_id sentences accuracy",
    "priority_confusion": "truth predicted count",
    "priority_coverage": "rests_on sentences",
    "priority_ways": "way_a way_b code codes units agreement kappa",
    "priority_disputed": "doc_id group paragraph sentence codebook seeded topics",
    "rhetoric": (
        "group device zh en family count rate ci_low ci_high loo_low loo_high sentences "
        "status f1 support baseline_low baseline_high"
    ),
    "rhetoric_validation": (
        "sample coding seen device precision recall f1 support found both sentences coders_f1 "
        "coders_alpha"
    ),
    "rhetoric_differences": (
        "device zh en unseen more less rate_more rate_less least_more most_less contrast"
    ),
    "rhetoric_examples": "group device rank doc_id sentence source_line start end text",
    "rhetoric_instances": "device instance form group doc_id sentence start end",
    "formulations": "formulation level group status role count",
    "formulation_coverage": "group comparable share loo_low loo_high",
    "reuse": (
        "group_a doc_a sentence_a source_line_a start_a end_a group_b doc_b sentence_b "
        "source_line_b start_b end_b overlap beyond_formula passage"
    ),
    "echo": "group han_chars echoed beyond_formula formula local",
    "targets": (
        "group doc_id sentence source_line object expression modifier horizon kind distinct code "
        "text"
    ),
    "ternary": "term occasion",
    "correspondence": "point name axis axis_share",
    "claims": (
        "id text_en text_zh kind count_more count_less effect ci_low ci_high loo_low loo_high "
        "left_out robust agreeing opposed "
        "specifications value_more value_less unit dp_norm_more dp_norm_less paragraphs_more "
        "of_paragraphs_more paragraphs_less of_paragraphs_less unused_terms contrast confounds"
    ),
    "findings": (
        "id chapter text_en text_zh more less tables rows effect ci_low ci_high loo_low loo_high "
        "robust why_en why_zh contrast confounds lead sentences"
    ),
    "similarity": "null_pairs",
    "readability": "group measure value unit loo_low loo_high",
    "diversity": "group measure value unit loo_low loo_high sample_tokens",
    "collocations": "group phrase count lambda z npmi paragraphs of_paragraphs within occasion",
    "checks": "code severity doc_id place message remedy",
    "needs": "genre office years have lack needed",
    "contrasts": "group_a group_b contrast",
}
# Made only for so many groups.
OPTIONAL_TABLES = {"ternary", "correspondence"}
