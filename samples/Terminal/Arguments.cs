using System.Globalization;
using System.Numerics;

namespace Terminal;

/// <summary>The command line's options: each a name and a value.</summary>
internal static class Arguments
{
    public static bool AskForHelp(IReadOnlyList<string> arguments) => arguments.Contains("--help");

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static T Parse<T>(IReadOnlyList<string> arguments, T options, Func<T, string, string?, T> with)
    {
        for (var i = 0; i < arguments.Count; i += 2)
        {
            options = with(options, arguments[i], arguments.ElementAtOrDefault(i + 1));
        }

        return options;
    }

    public static string Text(string option, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal)
            ? throw new UsageException($"{option} needs a value.")
            : value;

    public static T Number<T>(string option, string? value, T least)
        where T : INumber<T> =>
        T.TryParse(Text(option, value), CultureInfo.InvariantCulture, out var number) && number >= least && T.IsFinite(number)
            ? number
            : throw new UsageException($"{option} needs a number, at least {least}; '{value}' is none.");
}
