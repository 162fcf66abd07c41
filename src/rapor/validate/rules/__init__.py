"""The rules in code, a module a family: what each looks at, and what is expected of it."""
