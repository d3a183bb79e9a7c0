"""Posts a webhook as VoIPBin does: `sendMessage` of `bin-webhook-manager` (voipbin/monorepo, commit 1208d689, read on
2026-11-28). The body is signed with HMAC-SHA256; up to three tries, the next one only without an answer or after a 5xx.
VoIPBin waits a second between them. Prints the status of each try. With REPEAT, all of it is done as often.

    python3 voipbin_webhook.py URL SECRET BODY [REPEAT]
"""

import hashlib
import hmac
import sys
import urllib.error
import urllib.request


def post(url, secret, body):
    """One try: its status."""
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-VoIPBIN-Signature": signature, "User-Agent": "Go-http-client/1.1"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            refused.read()
            return refused.code


def send(url, secret, body):
    for _ in range(3):
        status = post(url, secret, body)
        print(status, flush=True)
        if status < 500:
            return


url, secret, body = sys.argv[1:4]
for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 1):
    send(url, secret, body.encode())
