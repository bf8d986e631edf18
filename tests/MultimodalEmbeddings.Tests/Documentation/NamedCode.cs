using System.Reflection;
using System.Text.RegularExpressions;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Types and members that a text names in code font.</summary>
internal static partial class NamedCode
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private static readonly Type[] Ours = [.. new[] { typeof(SentenceEncoder), typeof(NamedCode), typeof(TorchSharp.torch) }
        .SelectMany(type => type.Assembly.GetTypes())];

    private static readonly ILookup<string, Type> Types =
        Ours.Concat(typeof(object).Assembly.GetTypes()).ToLookup(type => type.Name.Split('`')[0]); // without the number of type parameters

    private static readonly HashSet<string> Members =
        [.. Ours.SelectMany(type => type.GetMembers(AnyMember)).Select(member => member.Name)];

    /// <returns>Every name of the form <c>Type</c>, <c>Member</c> or <c>Type.Member</c> that there is no code for.</returns>
    public static IReadOnlyList<string> Unknown(string text) =>
    [
        .. Name().Matches(text).Where(match => !Exists(match.Groups["type"].Value, match.Groups["member"].Value))
            .Select(match => match.Value.Trim('`')),
    ];

    private static bool Exists(string name, string member) => member.Length > 0
        ? Types[name].Any(type => type.GetMember(member, AnyMember).Length > 0)
        : Types.Contains(name) || Members.Contains(name);

    [GeneratedRegex(@"`(?<type>[A-Z]\w*[a-z]\w*)(?:\.(?<member>\w+))?`")]
    private static partial Regex Name();
}
