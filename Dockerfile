# Built in one stage, run in another: what builds Checkup is not in what runs it.

FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv --without-pip /opt/checkup
COPY requirements.txt requirements-build.txt ./
RUN pip --python /opt/checkup install --require-hashes -r requirements.txt
RUN pip install --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY scoring scoring
RUN pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /opt/checkup install --no-deps dist/*.whl

FROM python:3.13-slim
# The database, and the key that is made on the first start, live in /data: keep it on a volume.
RUN useradd --system --uid 10001 --home-dir /data checkup \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/checkup /opt/checkup
COPY flows /app/flows
ENV PATH=/opt/checkup/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    CHECKUP_FLOWS=/app/flows \
    DATABASE_URL=sqlite:////data/checkup.sqlite
WORKDIR /data
VOLUME /data
USER 10001:10001
# Of `serve` and `work`: the process that runs answers. Other commands end by themselves (--no-healthcheck).
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m CMD python -c "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8080') + '/healthz', timeout=4)"
ENTRYPOINT ["checkup"]
CMD ["--help"]
