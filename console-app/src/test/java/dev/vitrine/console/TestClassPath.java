package dev.vitrine.console;

/** What these tests run with, for processes that they start. */
final class TestClassPath {
    private TestClassPath() {}

    static String get() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
