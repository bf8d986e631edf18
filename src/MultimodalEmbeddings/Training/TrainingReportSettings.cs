using System.Globalization;
using System.Reflection;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>Every setting of a run by its name in the API, so that the run can be repeated.</summary>
internal static class TrainingReportSettings
{
    // By reflection, so that no option can be forgotten here. The types are known, so trimming keeps their properties.
    public static IEnumerable<string[]> Of(TrainingSetup setup)
    {
        var options = typeof(TrainingOptions).GetProperties().Select(property => Row(property, setup.Options));
        return setup.Captioned.Aggregate(options, (rows, corpus) =>
            rows.Concat(typeof(MultimodalObjective).GetProperties().Select(property => Row(property, corpus.Objective))));
    }

    private static string[] Row(PropertyInfo property, object settings) =>
        [$"`{property.DeclaringType!.Name}.{property.Name}`", Text(property.GetValue(settings))];

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool isOn => isOn ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
