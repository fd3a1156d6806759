package dev.vitrine.console;

import dev.vitrine.console.desk.Feature;
import javafx.scene.Node;

/** One of the seven views: what it shows, how it looks, and where the keyboard goes. */
record Page(ViewKind kind, Feature feature, Node node, Runnable focusFilter, Runnable focus) {}
