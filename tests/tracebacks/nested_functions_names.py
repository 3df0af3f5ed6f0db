"""Names of frames: methods, nested functions, lambdas, comprehension functions."""
class Outer:
    class Inner:
        def run(self):
            def local():
                return (lambda: [y for y in (1 / z for z in [0])])()
            return local()


Outer.Inner().run()
