package io.exposedapp.model;

/**
 * One thing that happens, as plain data: it can be done in any state of the world, so that a failing sequence can be shortened by leaving
 * steps out. Where it makes no sense it does nothing.
 */
public sealed interface Step permits AppStep, AdminStep {

    void perform(Hands hands);
}
