"""Makes voipbin-tokens.properties beside it: tokens as VoIPBin's code signs them, by PyJWT (Debian's python3-jwt 2.6.0).

The claims are written down from the struct tags of voipbin/monorepo (September 2026), not from ours:
bin-api-manager/pkg/servicehandler/auth.go and boot.go (which claims), bin-api-manager/models/auth/auth.go (DirectScope),
bin-agent-manager/models/agent/agent.go (Agent), bin-common-handler/pkg/utilhandler/time.go (ISO8601Layout,
ISO8601LayoutNoZ, LegacyLayout), bin-api-manager/pkg/servicehandler/auth_delegate.go (the delegate).

    /usr/bin/python3 voipbin_tokens.py > voipbin-tokens.properties
"""

import jwt

SECRET = "the-shared-secret-of-these-tests-0123456789"
CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28"
NO_ID = "00000000-0000-0000-0000-000000000000"
CHAT = "bbbbbbbb-0000-0000-0000-00000000beef"
TODAY = "2026-11-23T11:15:30.123456Z"


def agent(permission=32, expire=TODAY, **more):
    return {
        "type": "agent",
        "agent": {
            "id": "a0000000-0000-4000-8000-00000000000a",
            "customer_id": CUSTOMER,
            "username": "rita@example.com",
            "password_hash": "",
            "name": "Rita",
            "detail": "",
            "ring_method": "ringall",
            "status": "available",
            "permission": permission,
            "tag_ids": None,
            "addresses": None,
            "tm_create": "2026-02-01T10:00:00.123456Z",
        },
        "expire": expire,
        **more,
    }


def direct(**changes):
    scope = {
        "customer_id": CUSTOMER,
        "resource_type": "webchat",
        "resource_id": "dddddddd-0000-0000-0000-00000000beef",
        "allowed_resource_types": ["webchat_session"],
        "allowed_resource_id": CHAT,
        "direct_id": "eeeeeeee-0000-0000-0000-00000000beef",
        "hash_fingerprint": "6a8f3a5b",
        "boot_expire": "2026-11-24T10:15:30.000000Z",
        "scope_version": 2,
    }
    scope.update(changes)
    return {
        "type": "direct",
        "direct": {name: value for name, value in scope.items() if value != "absent"},
        "expire": TODAY,
    }


def without_type(claims):
    return {name: value for name, value in claims.items() if name != "type"}


TOKENS = {
    "expire.today": agent(),
    "expire.no-z": agent(expire="2026-11-23T11:15:30.123456"),
    "expire.blank": agent(expire="2026-11-23 11:15:30.123456"),
    "expire.no-fraction": agent(expire="2026-11-23T11:15:30Z"),
    "expire.one-digit": agent(expire="2026-11-23T11:15:30.1Z"),
    "expire.nine-digits": agent(expire="2026-11-23 11:15:30.763331118"),
    "expire.twelve-digits": agent(expire="2026-11-23T11:15:30.123456789999Z"),
    "expire.passed": agent(expire="2026-11-23T10:15:29.999999Z"),
    "exp.earlier": agent(exp=1795429000),
    "exp.later": agent(exp=1795432540),
    "agent.no-type": without_type(agent()),
    "permission.0": agent(0),
    "permission.16": agent(16),
    "permission.32.0": agent(32.0),
    "permission.65535": agent(0xFFFF),
    "permission.65536": agent(0x10000),
    "permission.-1": agent(-1),
    "permission.0.5": agent(0.5),
    "permission.32.5": agent(32.5),
    "permission.2^63": agent(2**63),
    "permission.2^64+32": agent(2**64 + 32),
    "permission.1e300": agent(1e300),
    "permission.text": agent("32"),
    "permission.true": agent(True),
    "permission.null": agent(None),
    "direct.today": direct(),
    "direct.no-id": direct(allowed_resource_id="absent"),
    "direct.zero-id": direct(allowed_resource_id=NO_ID),
    "direct.odd-id": direct(allowed_resource_id="beef"),
    "direct.version-1": direct(scope_version=1),
    "direct.version-3": direct(scope_version=3),
    "direct.version-text": direct(scope_version="2"),
    "direct.version-1.5": direct(scope_version=1.5),
    "direct.before": direct(allowed_resource_id="absent", scope_version="absent"),
    "direct.before-odd-id": direct(allowed_resource_id="beef", scope_version="absent"),
    "direct.before-zero": direct(allowed_resource_id=NO_ID, scope_version=0),
    "delegate": {
        "type": "delegate",
        "sub": "a0000000-0000-4000-8000-00000000000a",
        "aud": "voipbin-api",
        "jti": "ffffffff-0000-4000-8000-00000000beef",
        "iat": 1795428900,
        "nbf": 1795428870,
        "exp": 1795457700,
        "customer_id": CUSTOMER,
    },
}

for name, claims in TOKENS.items():
    print(f"{name}={jwt.encode(claims, SECRET, algorithm='HS256')}")
