package dev.vitrine.localcloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * A small web server on HOST and PORT that says its VERSION. Its health is HEALTH, a status code. {@code /length} counts
 * the bytes that it is sent, {@code /hang-up} promises ten and says none, {@code /events} speaks once each time that
 * {@code /speak} is asked.
 */
public final class TestServer {
    private static final Object SPOKEN = new Object();
    private static int words;

    private TestServer() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("HOST"), port), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        int health = Integer.parseInt(System.getenv().getOrDefault("HEALTH", "200"));
        String version = System.getenv().getOrDefault("VERSION", "1");
        server.createContext("/", exchange -> answer(exchange, 200, version));
        server.createContext("/health", exchange -> answer(exchange, health, "health"));
        server.createContext("/headers", exchange -> {
            StringBuilder text = new StringBuilder();
            exchange.getRequestHeaders().forEach((name, values) -> text.append(name + ": " + values.getFirst() + "\n"));
            answer(exchange, 200, text.toString());
        });
        server.createContext("/length", TestServer::length);
        server.createContext("/hang-up", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().flush();
            throw new IOException("enough");
        });
        server.createContext("/speak", exchange -> {
            synchronized (SPOKEN) {
                words++;
                SPOKEN.notifyAll();
            }
            answer(exchange, 200, "spoken");
        });
        server.createContext("/events", TestServer::events);
        server.start();
        System.out.println("listening");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void length(HttpExchange exchange) throws IOException {
        answer(exchange, 200, String.valueOf(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream())));
    }

    private static void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("data: open\n\n".getBytes(UTF_8));
            out.flush();
            synchronized (SPOKEN) {
                int before = words;
                while (words == before) {
                    SPOKEN.wait();
                }
            }
            out.write("data: spoken\n\n".getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
