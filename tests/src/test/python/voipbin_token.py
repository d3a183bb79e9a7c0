"""Prints a token as VoIPBin's code signs it, by Debian's python3-jwt: voipbin_token.py SECRET CLAIMS

CLAIMS is JSON. {"expire_in": SECONDS, "layout": NAME} in it become the claim expire, in one of the layouts of
bin-common-handler/pkg/utilhandler/time.go (September 2026): today, no-z, blank.
"""

import datetime
import json
import sys

import jwt

LAYOUTS = {"today": "%Y-%m-%dT%H:%M:%S.%fZ", "no-z": "%Y-%m-%dT%H:%M:%S.%f", "blank": "%Y-%m-%d %H:%M:%S.%f"}

secret, claims = sys.argv[1], json.loads(sys.argv[2])
if "expire_in" in claims:
    end = datetime.datetime.utcnow() + datetime.timedelta(seconds=claims.pop("expire_in"))
    claims["expire"] = end.strftime(LAYOUTS[claims.pop("layout", "today")])
print(jwt.encode(claims, secret, algorithm="HS256"))
