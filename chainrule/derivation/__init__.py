"""The chain rule on ids: partials, sweeps, paths, factored form, tidying, where it holds."""
