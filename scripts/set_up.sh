#!/bin/sh
# Makes .venv and installs poet in it as it stands here, with the exact versions of constraints.txt.
# What is missing of the system comes from apt-get where there is one.
#
# Use, at the top of the repository: sh scripts/set_up.sh WHAT     (WHAT is . or .[test])
# PYTHON names the interpreter; without it the first of 3.11 or newer is taken.
set -eu

# WeasyPrint draws letters with the first two and makes fonts small with the third.
LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# The tests read pages of HTML in one of these.
BROWSERS="chromium chromium-browser google-chrome"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
there_is() { command -v "$1" >/dev/null 2>&1; }
is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q ' installed$'; }
there_is_a_browser() { for name in $BROWSERS; do there_is "$name" && return; done; return 1; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    set -- python3 python3.14 python3.13 python3.12 python3.11
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for candidate in "$@"; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "poet needs Python 3.11 or newer, and ${PYTHON:-none of the usual names} gives no such:" \
        "install one, or name one as in: make demo PYTHON=/usr/local/bin/python3.12"
}

# Debian keeps what venv needs in a package of its own, one for each version of Python.
missing_packages() {
    for package in $LIBRARIES; do
        is_installed "$package" || echo "$package"
    done
    "$python" -c 'import ensurepip' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

install_packages() {
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        there_is sudo || { say "Please ask an administrator to install: $*"; return; }
        as_root=sudo
    fi
    say "Installing with apt-get: $*"
    $as_root apt-get update -qq || say "apt-get could not renew its lists; going on with the old."
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        say "apt-get could not install: $*"
}

make_venv() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    "$python" -m venv --clear .venv ||
        stop "$python could not make .venv: install its venv and ensurepip modules" \
            "(on Debian the package python3-venv)."
}

# The first variable speaks to every pip; from 25.3 on, the second is what reaches the build.
install_poet() {
    say "Installing poet and what it needs in .venv (a minute or two the first time)."
    PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1" ||
        stop "pip could not install poet; its reason stands above."
}

# The import is the one test that holds on every system: WeasyPrint looks in many places.
check_libraries() {
    .venv/bin/python -W ignore -c 'import weasyprint' >/dev/null 2>&1 ||
        stop "WeasyPrint cannot load its libraries: install Pango 1.44 or newer (macOS:" \
            "brew install pango; Windows: MSYS2 with its package pango;" \
            "elsewhere: the package pango of the system), then make again."
}

python=$(find_python)
if there_is apt-get; then
    missing=$(missing_packages)
    # shellcheck disable=SC2086  # one word a package
    [ -z "$missing" ] || install_packages $missing
    [ "$1" != ".[test]" ] || there_is_a_browser || install_packages chromium
fi
make_venv
install_poet "$1"
check_libraries
