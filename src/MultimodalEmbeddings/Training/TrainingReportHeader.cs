using System.Text;

namespace MultimodalEmbeddings.Training;

/// <summary>The YAML that a model card begins with, by which the Hugging Face hub files a model.</summary>
/// <remarks>https://huggingface.co/docs/hub/model-cards</remarks>
internal static class TrainingReportHeader
{
    public static string Of(TrainingReport report)
    {
        var yaml = new StringBuilder("---\n");
        Add(yaml, "language", report.Language);
        Add(yaml, "license", report.License);
        var isForSentenceTransformers = report.Encoder.IsForSentenceTransformers;
        yaml.Append(isForSentenceTransformers ? "library_name: sentence-transformers\n" : "library_name: transformers\n");
        yaml.Append("pipeline_tag: sentence-similarity\ntags:\n");
        yaml.Append(isForSentenceTransformers ? "- sentence-transformers\n" : "");
        yaml.Append("- sentence-similarity\n- feature-extraction\n");
        yaml.Append(report.Result.Setup.Captioned.Count > 0 ? "- mcse\n" : "- simcse\n");
        Add(yaml, "base_model", report.BaseModel);
        return yaml.Append("---\n").ToString();
    }

    // In quotes, since a bare no, 1.0 or a: b would not be text. Control characters do not occur: the report refuses them.
    private static void Add(StringBuilder yaml, string key, string? value)
    {
        if (value is not null)
        {
            var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            yaml.Append($"{key}: \"{escaped}\"\n");
        }
    }
}
