#!/bin/sh
# Makes .venv when it is missing, then installs the versions of a lock file (hashes checked) and the project.
# Usage: scripts/install.sh requirements.lock
set -eu
lock=$1
newest='import sys; sys.exit(sys.version_info < (3, 11))'

say() { printf '==> %s\n' "$@" >&2; }
stop() { printf '\n' >&2; say "$@"; exit 1; }
with_uv() { command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; }

# The first Python that is recent enough: $PYTHON when given, else the usual names.
find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "$newest" >/dev/null 2>&1; then printf '%s' "$name"; return; fi
    done
    stop "Python 3.11 ou plus récent est introuvable. Installez-le (Debian, Ubuntu : sudo apt-get install python3 python3-venv)," \
         "ou indiquez-le : PYTHON=/chemin/vers/python3.12 make demo" \
         "Python 3.11 or newer was not found. Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv)," \
         "or name it: PYTHON=/path/to/python3.12 make demo"
}

make_venv() {
    python=$(find_python)
    say "Création de l'environnement .venv / making .venv ($("$python" --version))"
    if with_uv; then uv venv --quiet --no-python-downloads --python "$python" .venv; return; fi
    "$python" -c 'import venv, ensurepip' 2>/dev/null || stop \
        "Le module venv de Python manque. Debian, Ubuntu : sudo apt-get install python3-venv" \
        "The venv module of Python is missing. Debian, Ubuntu: sudo apt-get install python3-venv"
    "$python" -m venv .venv
}

check_venv() {
    .venv/bin/python -c "$newest" 2>/dev/null || stop \
        "Le dossier .venv existe mais son Python est absent ou plus ancien que 3.11. Effacez-le (rm -rf .venv), puis relancez." \
        ".venv exists but its Python is missing or older than 3.11. Remove it (rm -rf .venv) and try again."
}

install() {
    if with_uv; then
        uv pip install --quiet --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@"
    fi || stop \
        "L'installation a échoué (raison ci-dessus). Sans accès à Internet, indiquez votre miroir : PIP_INDEX_URL (pip) ou UV_DEFAULT_INDEX (uv) ;" \
        "derrière un mandataire : HTTPS_PROXY. Puis relancez la même commande." \
        "The installation failed (reason above). Without the Internet, name your mirror: PIP_INDEX_URL (pip) or UV_DEFAULT_INDEX (uv);" \
        "behind a proxy: HTTPS_PROXY. Then run the same command again."
}

[ -d .venv ] || make_venv
check_venv
say "Installation de $lock (versions et empreintes vérifiées ; une minute la première fois)" \
    "Installing $lock (versions and hashes checked; a minute the first time)"
install --require-hashes -r "$lock"
install --no-deps -e .
