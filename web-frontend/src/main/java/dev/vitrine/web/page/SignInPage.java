package dev.vitrine.web.page;

/**
 * The page to sign in on.
 *
 * @param token that its form must send back
 * @param next address to go to afterwards
 * @param name as typed
 * @param error what was wrong; empty when nothing was
 */
public record SignInPage(Frame frame, String token, String next, String name, String error) {}
