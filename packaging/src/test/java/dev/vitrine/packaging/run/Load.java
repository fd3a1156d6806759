package dev.vitrine.packaging.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask for one page again and again, each as soon as it has its answer. */
final class Load {
    /** @param failures what went wrong, not more than the first hundred */
    record Result(long answers, List<String> failures) {}

    private static final int MOST_FAILURES = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();

    private Load(URI page) {
        this.request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build();
    }

    static Load start(URI page, int clients) {
        Load load = new Load(page);
        for (int i = 0; i < clients; i++) {
            load.clients.add(Thread.ofVirtual().start(load::run));
        }
        return load;
    }

    /** Ends all clients, when each has the answer that it waits for. */
    Result end() throws InterruptedException {
        ending.set(true);
        for (Thread client : clients) {
            client.join();
        }
        http.close();
        return new Result(answers.get(), List.copyOf(failures));
    }

    private void run() {
        while (!ending.get() && failures.size() < MOST_FAILURES) {
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                answers.incrementAndGet();
                if (status != 200) {
                    failures.add("status " + status);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
