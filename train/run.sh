#!/bin/sh
# Trains the tagger: makes a Python environment under target/ once, then runs the trainer with the arguments given.
set -eu
cd "$(dirname "$0")/.."
venv=target/train/venv
if ! cmp -s train/requirements.txt "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement train/requirements.txt
    cp train/requirements.txt "$venv/requirements.txt"
fi
exec "$venv/bin/python" -m train "$@"
