package dev.vitrine.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands before a local cloud; its STS tells another account to one access key, and not before it is let. */
final class TwoAccounts implements AutoCloseable {
    static final String SECOND_KEY = "AKIASECOND";
    static final String SECOND_ACCOUNT = "222222222222";
    private static final String ANSWER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::222222222222:user/other</Arn><UserId>AIDA2</UserId><Account>222222222222</Account>\
            </GetCallerIdentityResult><ResponseMetadata><RequestId>2</RequestId></ResponseMetadata>\
            </GetCallerIdentityResponse>""";

    private final HttpServer server;
    private final Forward forward;
    private final CountDownLatch told = new CountDownLatch(1);

    TwoAccounts(URI cloud) throws IOException {
        forward = new Forward(cloud);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the second account is told. */
    void tell() {
        told.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!signature.contains("/sts/") || !signature.contains(SECOND_KEY)) {
                forward.pass(exchange, body);
                return;
            }
            told.await();
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tell();
        server.stop(0);
        forward.close();
    }
}
