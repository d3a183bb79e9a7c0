package dev.ringdown.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/**
 * An HTTP answer that says no: its status, and what the RFC 9457 problem in its body says. Immutable.
 *
 * @param title the problem's title, or empty
 * @param detail what was wrong: the problem's detail, or the body as it is if that is no problem+json
 * @param retryAfter the header's value, or empty
 */
record Refusal(int status, String title, String detail, String retryAfter) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_DETAIL_LENGTH = 1000;

    /** Reads an answer whose body was read as text already. */
    static Refusal of(HttpResponse<?> response, String body) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        JsonNode problem = problem(body);
        return problem.isObject()
                ? new Refusal(
                        response.statusCode(),
                        problem.path("title").asText(),
                        problem.path("detail").asText(),
                        retryAfter)
                : new Refusal(response.statusCode(), "", body.strip(), retryAfter);
    }

    private static JsonNode problem(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // a proxy's HTML, say
        }
    }

    /** Such as {@code 401 Unauthorized: token: expired (expected: …)}, escaped. */
    @Override
    public String toString() {
        String reason = detail.length() <= MAX_DETAIL_LENGTH ? detail : detail.substring(0, MAX_DETAIL_LENGTH) + "…";
        return TerminalText.escape(
                status + (title.isEmpty() ? "" : " " + title) + (reason.isEmpty() ? "" : ": " + reason));
    }

    /** When to try again, for the statuses that pass; empty for the others. */
    String whenToRetry() {
        if (status != 429 && status != 503) {
            return "";
        }
        if (retryAfter.isEmpty()) {
            return "try again later";
        }
        boolean isSeconds = retryAfter.chars().allMatch(Character::isDigit); // else a date, RFC 9110 section 10.2.3
        return "try again " + (isSeconds ? "in " + retryAfter + " s" : "after " + TerminalText.escape(retryAfter));
    }
}
