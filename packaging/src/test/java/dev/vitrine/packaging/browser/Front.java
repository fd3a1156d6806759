package dev.vitrine.packaging.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Stands before a site as a load balancer does, passes on what is asked, and on request answers itself, lets wait, or cuts
 * off. Every connection carries one request.
 */
final class Front implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final URI site;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Rule rule = new Rule(any -> false, new ConcurrentLinkedQueue<>(), new CountDownLatch(0));

    /**
     * What is done with requests.
     *
     * @param concerns whether it is about a request, by its target
     * @param refusals statuses to answer with, each once; none left to pass on
     * @param until before which nothing is done
     */
    private record Rule(Predicate<String> concerns, Queue<Integer> refusals, CountDownLatch until) {}

    Front(URI site) {
        this.site = site;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Thread.ofVirtual().name("front").start(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** Answers the next requests like that with these statuses, then passes them on again. */
    void refuse(Predicate<String> concerned, Integer... statuses) {
        rule = new Rule(concerned, new ConcurrentLinkedQueue<>(List.of(statuses)), new CountDownLatch(0));
    }

    /** Lets requests like that wait until told by what is returned, and answers so many of them with these statuses. */
    CountDownLatch hold(Predicate<String> concerned, Integer... statuses) {
        CountDownLatch until = new CountDownLatch(1);
        rule = new Rule(concerned, new ConcurrentLinkedQueue<>(List.of(statuses)), until);
        return until;
    }

    /** Cuts off all that is being answered. */
    void cut() {
        open.forEach(Front::close);
    }

    /** The targets of all requests since this was asked last, in order. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.removeAll(all);
        return all;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(Socket client) {
        open.add(client);
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            String target = head.split(" ", 3)[1];
            asked.add(target);
            Rule now = rule;
            if (now.concerns().test(target)) {
                now.until().await();
                Integer status = now.refusals().poll();
                if (status != null) {
                    client.getOutputStream().write(refusal(status));
                    return;
                }
            }
            pass(client, head);
        } catch (IOException e) {
            // One of both sides is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static byte[] refusal(int status) {
        return ("HTTP/1.1 " + status + " Refused\r\nContent-Type: text/html\r\nContent-Length: 16\r\n"
                        + "Connection: close\r\n\r\n<p>Refused.</p>\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void pass(Socket client, String head) throws IOException {
        try (Socket behind = new Socket(site.getHost(), site.getPort())) {
            String once =
                    head.replaceAll("(?i)\r\nConnection:[^\r]*", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
            behind.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> copy(client, behind));
            InputStream answer = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] bytes = new byte[16 * 1024];
            for (int read = answer.read(bytes); read >= 0; read = answer.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        }
    }

    /** What follows the head of a request; ends with the connection. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of both sides is gone.
        } finally {
            close(to);
        }
    }

    /** Reads to the empty line; empty where a browser connected only to be ready. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() {
        rule.until().countDown();
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
