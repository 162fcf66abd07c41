import subprocess
import sys

LOADED = """
import sys
from rapor.validate.later import load_when_used
load_when_used("xml.dom.minidom")
print("xml.dom.xmlbuilder" in sys.modules)
from xml.dom import minidom
print(minidom.Document().nodeName, "xml.dom.xmlbuilder" in sys.modules)
"""
CHECKED = """
import rapor.validate.checking, sys
print("scipy.optimize" in sys.modules)
from scipy.stats import norm
print(round(norm.cdf(0), 3), "scipy.optimize" in sys.modules)
"""


def said(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_module_put_off_is_loaded_when_something_of_it_is_used():
    assert said(LOADED) == ["False", "#document True"]


def test_checking_does_not_load_statistics_and_leaves_them_usable():
    assert said(CHECKED) == ["False", "0.5 True"]
