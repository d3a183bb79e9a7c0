package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who answers which requests of the internal port. Immutable once the endpoint is started. */
public final class Routes {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    /** Answers requests for one of many things of a kind. */
    public interface Named {
        /** @param name what stands in the path where the route has {@code *}, as it was sent */
        CompletionStage<Answer> answer(Request request, String name);
    }

    /** The methods of one path, and who answers them. */
    private static final class Route {
        final String[] segments;
        final Map<String, Named> byMethod = new LinkedHashMap<>();
        final Map<String, Function<Request, @Nullable String>> payerByMethod = new HashMap<>();

        Route(String path) {
            this.segments = path.split("/", -1);
        }

        /** What stands in a path for {@code *}, empty if this route has none; null if the path is another one. */
        @Nullable
        String nameIn(String[] path) {
            if (path.length != segments.length) {
                return null;
            }
            String name = "";
            for (int i = 0; i < path.length; i++) {
                if (segments[i].equals("*")) {
                    name = path[i];
                } else if (!segments[i].equals(path[i])) {
                    return null;
                }
            }
            return name;
        }
    }

    private final Map<String, Route> byPath = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();

    /** Adds a route whose answer may take time, and whose requests have no body; {@code answering} must not block. */
    public Routes on(String method, String path, Function<Request, CompletionStage<Answer>> answering) {
        return onEach(method, path, (request, name) -> answering.apply(request));
    }

    /**
     * Adds a route whose requests have a body.
     *
     * @param payer says by the head alone who pays for the body while it comes; null: nobody, and it is not read
     */
    public Routes withBody(
            String method,
            String path,
            Function<Request, CompletionStage<Answer>> answering,
            Function<Request, @Nullable String> payer) {
        on(method, path, answering);
        byPath.computeIfAbsent(path, Route::new).payerByMethod.put(method, payer);
        return this;
    }

    /** The same for every path that has anything in place of the segment {@code *}. */
    public Routes onEach(String method, String path, Named answering) {
        byPath.computeIfAbsent(path, Route::new).byMethod.put(method, answering);
        return this;
    }

    /** Adds a route that is answered at once. */
    public Routes get(String path, Supplier<Answer> answer) {
        return on(GET, path, request -> CompletableFuture.completedFuture(answer.get()));
    }

    /** Adds a site; a route to a path that it covers goes before it. */
    public Routes site(Site added) {
        sites.add(added);
        return this;
    }

    /** Who pays for the body of a request, by its head alone; null: nobody, and the answer does not depend on it. */
    @Nullable
    String payer(Request head) {
        Route exact = byPath.get(head.path());
        Function<Request, @Nullable String> payer = exact == null ? null : exact.payerByMethod.get(head.method());
        return payer == null ? null : payer.apply(head);
    }

    CompletionStage<Answer> answer(Request request) {
        Route exact = byPath.get(request.path());
        if (exact != null) {
            return answer(request, exact, "");
        }
        String[] segments = request.path().split("/", -1);
        for (Route route : byPath.values()) {
            String name = route.nameIn(segments);
            if (name != null) {
                return answer(request, route, name);
            }
        }
        for (Site each : sites) {
            if (each.cover(request.path())) {
                return CompletableFuture.completedFuture(each.answer(request));
            }
        }
        return refused(Problem.of(404, "Not Found", "nothing is here (expected: " + byPath.keySet() + ")"));
    }

    private static CompletionStage<Answer> answer(Request request, Route route, String name) {
        Named answering = route.byMethod.get(request.method());
        if (answering == null && request.method().equals(HEAD)) {
            answering = route.byMethod.get(GET); // its body is left away when it is written (RFC 9110 section 9.3.2)
        }
        if (answering != null) {
            return answering.answer(request, name);
        }
        String methods =
                String.join(", ", route.byMethod.keySet()) + (route.byMethod.containsKey(GET) ? ", " + HEAD : "");
        return refused(
                Problem.of(405, "Method Not Allowed", "method: " + request.method() + " (expected: " + methods + ")")
                        .withHeader("Allow", methods));
    }

    private static CompletionStage<Answer> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.toAnswer());
    }
}
