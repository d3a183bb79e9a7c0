package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.pages.StaticPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who answers which requests of the internal port. Immutable once the endpoint is started. */
public final class Routes {
    private record Route(String method, Function<Request, CompletionStage<Answer>> answering) {}

    private final Map<String, Route> byPath = new LinkedHashMap<>();
    private final List<StaticPages> pages = new ArrayList<>();

    /** Adds a route whose answer may take time; {@code answering} must not block. */
    public Routes on(String method, String path, Function<Request, CompletionStage<Answer>> answering) {
        byPath.put(path, new Route(method, answering));
        return this;
    }

    /** Adds a route that is answered at once. */
    public Routes get(String path, Supplier<Answer> answer) {
        return on("GET", path, request -> CompletableFuture.completedFuture(answer.get()));
    }

    /** Adds pages; a route that stands below their prefix goes before them. */
    public Routes pages(StaticPages added) {
        pages.add(added);
        return this;
    }

    CompletionStage<Answer> answer(Request request) {
        Route route = byPath.get(request.path());
        if (route == null) {
            for (StaticPages each : pages) {
                if (each.cover(request.path())) {
                    return CompletableFuture.completedFuture(each.answer(request));
                }
            }
            return refused(Problem.of(404, "Not Found", "nothing is here (expected: " + byPath.keySet() + ")"));
        }
        if (!route.method.equals(request.method())) {
            return refused(Problem.of(
                            405,
                            "Method Not Allowed",
                            "method: " + request.method() + " (expected: " + route.method + ")")
                    .withHeader("Allow", route.method));
        }
        return route.answering.apply(request);
    }

    private static CompletionStage<Answer> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.toAnswer());
    }
}
