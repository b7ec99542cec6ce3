# 城言 chengyan: raw texts to figures. `snakemake` does it all; `snakemake -n` says what it would do.
from snakemake.utils import min_version

min_version("9.0")


include: "workflow/rules/config.smk"


configfile: "config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/resume.smk"


report: caption("workflow", folder="workflow/report")


# Read only with --software-deployment-method apptainer, for which the image must have been built.
container: "docker://chengyan:0.1.0"


pathvars:
    results=RESULTS,
    logs=f"{RESULTS}/logs",


# A corpus too large for memory has rules of its own, and the tables that can be had by counting.
if SHARDS:

    include: "workflow/rules/shards.smk"

else:

    include: "workflow/rules/collect.smk"
    include: "workflow/rules/segment.smk"
    include: "workflow/rules/count.smk"
    include: "workflow/rules/compare.smk"
    include: "workflow/rules/words.smk"
    include: "workflow/rules/model.smk"
    include: "workflow/rules/priorities.smk"
    include: "workflow/rules/rhetoric.smk"
    include: "workflow/rules/claims.smk"
    include: "workflow/rules/plot.smk"
    include: "workflow/rules/report.smk"


rule all:
    default_target: True
    input:
        SHARD_TABLES if SHARDS else ["<results>/report", TABLES, FIGURES, EXPORTS],


onstart:
    remove_stale()


onsuccess:
    whole.remove_parts(Path(RESULTS))
    print(*made(), sep="\n")


onerror:
    whole.remove_parts(Path(RESULTS))
    print(*last_words(), sep="\n")
    print(
        f"The run failed. Logs are in {RESULTS}/logs/; mend the cause and give the same command again."
    )
