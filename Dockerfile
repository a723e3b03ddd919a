# Two stages: build the environment, then carry only what runs. The base is an argument, so that a test can swap it.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
ARG PIP_CERT=
WORKDIR /src
COPY requirements.lock ./
RUN python3 -m venv /opt/studio \
 && /opt/studio/bin/python -m pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE THIRD_PARTY_NOTICES.md ./
COPY studio studio
COPY backends backends
COPY pages pages
RUN /opt/studio/bin/python -m pip install --no-cache-dir --no-deps .

FROM ${BASE_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends libfribidi0 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 studio && useradd --uid 10001 --gid 10001 --no-create-home studio \
 && mkdir /data && chown 10001:10001 /data
COPY --from=build /opt/studio /opt/studio
ENV PATH=/opt/studio/bin:/usr/local/bin:/usr/bin:/bin \
    STUDIO_DATA=/data \
    HF_HUB_OFFLINE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME /data
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["studio", "serve", "--host", "0.0.0.0", "--i-know"]
