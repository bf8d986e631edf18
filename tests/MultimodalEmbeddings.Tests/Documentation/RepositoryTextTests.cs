using System.Text.RegularExpressions;
using System.Xml.Linq;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>What the documents say about the repository is so.</summary>
[Trait(Category.Name, Category.Unit)]
public partial class RepositoryTextTests
{
    [Fact]
    public void Every_link_to_a_file_leads_to_one() =>
        Assert.Empty(Documents.All.SelectMany(document => BrokenLinks(document.Path, document.Text)));

    [Fact]
    public void A_link_to_nowhere_is_found() => Assert.Equal(
        ["docs/a.md links to 'no.md'"],
        BrokenLinks("docs/a.md", "[one](no.md), [two](../README.md#x), [three](https://example.org)"));

    [Fact]
    public void Every_package_reference_has_the_version_that_the_build_uses() =>
        Assert.Empty(Documents.Fences.SelectMany(fence => WrongVersions(fence.Code)));

    [Fact]
    public void A_package_reference_of_another_version_is_found() => Assert.Equal(
        ["TorchSharp 0.1.0"], WrongVersions("""<PackageReference Include="TorchSharp" Version="0.1.0" />"""));

    private static string[] BrokenLinks(string path, string text)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SharedFolder.RepositoryRoot, path))!;
        return
        [
            .. Link().Matches(text).Select(match => match.Groups[1].Value)
                .Where(target => !target.Contains(':') && !Path.Exists(Path.Combine(folder, target)))
                .Select(target => $"{path} links to '{target}'"),
        ];
    }

    private static string[] WrongVersions(string code)
    {
        var central = Elements("Directory.Packages.props", "PackageVersion")
            .ToDictionary(element => element.Attribute("Include")!.Value, element => element.Attribute("Version")!.Value);
        central["MultimodalEmbeddings"] = Elements("Directory.Build.props", "Version").Single().Value;
        return
        [
            .. PackageReference().Matches(code)
                .Where(match => central.GetValueOrDefault(match.Groups[1].Value) != match.Groups[2].Value)
                .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"),
        ];
    }

    private static IEnumerable<XElement> Elements(string file, string name) =>
        XDocument.Load(Path.Combine(SharedFolder.RepositoryRoot, file)).Descendants(name);

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"<PackageReference Include=""([^""]+)"" Version=""([^""]+)""")]
    private static partial Regex PackageReference();
}
