using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class PythonWhiteSpaceTests
{
    // Python 3.11: "".join(c for c in map(chr, range(0x10000)) if c.isspace())
    private const string Python =
        "\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006" +
        "\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    [Fact]
    public void White_space_is_pythons() => Assert.Equal(
        Python, string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(PythonWhiteSpace.Contains)));

    [Fact]
    public void Stripping_takes_white_space_from_both_ends_and_only_there()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var (before, behind) = (Spaces(random), Spaces(random));
            var inside = $"a{Spaces(random)}\uFEFF";

            Assert.Equal(inside, PythonWhiteSpace.Strip(before + inside + behind));
            Assert.Equal("", PythonWhiteSpace.Strip(before + behind));
        }
    }

    private static string Spaces(Random random) => string.Concat(random.GetItems(Python.AsSpan(), random.Next(4)));
}
