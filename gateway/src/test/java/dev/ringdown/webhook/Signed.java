package dev.ringdown.webhook;

/**
 * A body, and what VoIPBin would sign it with: made by OpenSSL 3.0, {@code printf %s "$body" | openssl dgst -sha256 -hmac
 * "$secret"}. That this is what VoIPBin sends is {@code sendMessage} of {@code bin-webhook-manager} (monorepo, as of
 * 2026-10).
 */
public enum Signed {
    CALL(
            "{\"type\":\"call_created\",\"data\":{\"id\":\"5371e9db-0000-4000-8000-000000000001\","
                    + "\"customer_id\":\"5013bc52-da9a-11ee-844f-2fa34248de28\"}}",
            "af741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f207"),
    ANOTHER_CUSTOMERS_CALL(
            "{\"type\":\"call_created\",\"data\":{\"id\":\"5371e9db-0000-4000-8000-000000000001\","
                    + "\"customer_id\":\"11111111-1111-4111-8111-111111111111\"}}",
            "7ce6e21b9bf4203972c417cdea106c44ef7d87008275d68b12023501d4fa957f"),
    NO_JSON("{\"type\":\"call_created\"", "a8eeb60245912410acf0b6cd8f58b827e8b84b541af1b366cc05868540df4fdd"),
    WITHOUT_AN_ID(
            "{\"type\":\"call_created\",\"data\":{\"customer_id\":\"5013bc52-da9a-11ee-844f-2fa34248de28\"}}",
            "83cc882a322ed44d19a31d67eaaaca1eb843918196a754f20a8d024fadd3c0ac");

    static final String SECRET = "webhook-secret-of-5013bc52";

    private final String body;
    private final String hmac;

    Signed(String body, String hmac) {
        this.body = body;
        this.hmac = hmac;
    }

    public String body() {
        return body;
    }

    /** The value of the header. */
    public String signature() {
        return "sha256=" + hmac;
    }
}
