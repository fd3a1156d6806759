package dev.vitrine.console.serve;

/** What the kept calls of one function say, as it is written into the state. */
public record FunctionCalls(String function, CallFigures figures) {}
