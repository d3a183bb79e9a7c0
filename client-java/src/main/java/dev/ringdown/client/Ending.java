package dev.ringdown.client;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * How a socket ended, or why it could not be opened. Immutable.
 *
 * @param code a close code; of a refused handshake 4401 or 4403, which mean what 401 and 403 do, else 1006
 * @param retryAfterMillis what a refusal asked for; 0 if nothing
 * @param failure null if it was no exception
 */
record Ending(
        int code,
        String reason,
        long retryAfterMillis,
        @Nullable Throwable failure) {
    private static final int CODES_OF_STATUS = 4000;
    private static final int LONGEST_RETRY_AFTER_DIGITS = 5; // a day or so; more is not believed

    Ending(int code, String reason) {
        this(code, reason.isEmpty() ? "no connection" : reason, 0, null);
    }

    static Ending of(Throwable failure) {
        if (failure instanceof WebSocketHandshakeException refusal && refusal.getResponse() != null) {
            return of(refusal, refusal.getResponse());
        }
        String message = failure.getMessage();
        String reason =
                message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
        return new Ending(Protocol.ABNORMAL, reason, 0, failure);
    }

    private static Ending of(WebSocketHandshakeException failure, HttpResponse<?> answer) {
        int status = answer.statusCode();
        int code = status == 401 || status == 403 ? CODES_OF_STATUS + status : Protocol.ABNORMAL;
        String seconds = answer.headers().firstValue("Retry-After").orElse("");
        boolean isSeconds = seconds.matches("\\d{1," + LONGEST_RETRY_AFTER_DIGITS + "}"); // else a date
        return new Ending(
                code,
                "the handshake was refused: " + detailOf(answer),
                isSeconds ? Long.parseLong(seconds) * 1000 : 0,
                failure);
    }

    private static String detailOf(HttpResponse<?> answer) {
        String status = Integer.toString(answer.statusCode());
        try {
            JsonObject problem = JsonObject.parse(String.valueOf(answer.body()));
            return status + " " + problem.text("detail");
        } catch (MalformedMessageException e) {
            return status; // a proxy's page, say; the answer itself is in the failure
        }
    }
}
