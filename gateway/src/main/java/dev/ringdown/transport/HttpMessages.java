package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns Netty's HTTP messages into requests, and answers into Netty's. Stateless. */
final class HttpMessages {
    private HttpMessages() {}

    static Request request(FullHttpRequest message) {
        return head(message).withBody(ByteBufUtil.getBytes(message.content()), System.nanoTime());
    }

    /** A request whose body is still to come. */
    static Request head(HttpRequest message) {
        Map<String, String> headers = new HashMap<>();
        Set<String> repeated = new HashSet<>(0);
        for (Map.Entry<String, String> header : message.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (headers.putIfAbsent(name, header.getValue()) != null) {
                repeated.add(name);
            }
        }
        QueryStringDecoder uri = new QueryStringDecoder(message.uri());
        return new Request(
                message.method().name(),
                uri.rawPath(),
                uri.rawQuery(),
                headers,
                repeated,
                new byte[0],
                System.nanoTime());
    }

    static FullHttpResponse response(Answer answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        if (!answer.contentType().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        }
        response.headers()
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
                .set(HttpHeaderNames.DATE, DateField.now());
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        return response;
    }
}
