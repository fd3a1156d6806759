package dev.vitrine.localcloud.ecs;

/** A task that works until it is told to stop, and says so. */
public final class TestTask {
    private TestTask() {}

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("released its shard")));
        System.out.println("working");
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
