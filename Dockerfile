# The packages of requirements.lock with the project in it, as the image that the Snakefile names (docs/cluster.md):
#     docker build --tag chengyan:0.1.0 .
ARG BASE=python:3.12-slim-bookworm
FROM ${BASE}

COPY requirements.lock /opt/
RUN python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
        --requirement /opt/requirements.lock

RUN useradd --uid 1000 --no-create-home chengyan && mkdir /chengyan && chown chengyan /chengyan
WORKDIR /chengyan
COPY --chown=chengyan . .

# Whoever it runs as has a name and may write a cache; the project is the folder that it works in.
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/chengyan/src HOME=/tmp LOGNAME=chengyan
USER 1000
CMD ["python", "-m", "snakemake"]
