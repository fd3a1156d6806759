package dev.vitrine.web.page;

import dev.vitrine.web.problem.Problem;

/** A page, or part of one, that says what went wrong. */
public record ErrorPage(Frame frame, Problem problem) {}
