"""Pages of cases: `lists` of many, `single` is that of one; what is done from it: `changing`, `handing`, `talking`, `tying`."""
