package dev.vitrine.packaging.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Ctrl-C and its kin: the first asks for an orderly end, the second for one at once. */
final class Signals {
    private Signals() {}

    /**
     * The JDK's only way to an exit code of one's own after Ctrl-C is {@code sun.misc.Signal}, which the compiler does not
     * let pass without a warning; hence by name.
     */
    static void handle(Runnable first, Runnable second) {
        AtomicInteger count = new AtomicInteger();
        InvocationHandler onSignal = (proxy, method, arguments) -> {
            (count.incrementAndGet() == 1 ? first : second).run();
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
            for (String name : List.of("INT", "TERM", "HUP")) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no jdk.unsupported module", e);
        }
    }
}
