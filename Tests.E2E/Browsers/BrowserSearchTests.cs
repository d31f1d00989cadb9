using Xunit;

namespace Tests.E2E.Browsers;

public sealed class BrowserSearchTests
{
    private readonly HashSet<string> files = [];
    private readonly List<string> installed = [];

    [Fact]
    public async Task The_named_browser_comes_before_any_other()
    {
        files.UnionWith(["/named", "/playwright", "/bin/chromium"]);

        Assert.Equal("/named", await Search(named: "/named").FindAsync());
    }

    [Fact]
    public async Task A_named_browser_that_is_not_there_is_an_error_and_not_replaced_by_another()
    {
        files.Add("/playwright");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Search(named: "/named").FindAsync());

        Assert.Equal("LIVE_BROWSER names '/named', and there is no such file.", error.Message);
    }

    [Fact]
    public async Task Playwrights_own_browser_comes_before_those_on_the_path()
    {
        files.UnionWith(["/playwright", "/bin/chromium"]);

        Assert.Equal("/playwright", await Search().FindAsync());
    }

    [Theory]
    [InlineData("/bin/chromium")]
    [InlineData("/bin/chromium-browser")]
    [InlineData("/bin/google-chrome")]
    public async Task A_browser_on_the_path_is_used_and_none_installed(string path)
    {
        files.Add(path);

        Assert.Equal(path, await Search().FindAsync());
        Assert.Empty(installed);
    }

    [Fact]
    public async Task Without_a_browser_one_is_installed_by_the_first_installer_that_can()
    {
        var search = Search(Installer("first", "no internet."), Installer("second", problem: null, "/bin/chromium"), Installer("third", null));

        Assert.Equal("/bin/chromium", await search.FindAsync());
        Assert.Equal(["first", "second"], installed);
    }

    [Fact]
    public async Task Without_any_way_to_get_a_browser_a_sentence_says_what_to_do()
    {
        var search = Search(Installer("first", "There is no internet."), Installer("second", "It is not Debian."));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(search.FindAsync);

        Assert.Equal(
            "The browser tests need Chromium or Chrome: install one, or set LIVE_BROWSER to its executable. "
            + "Tried: There is no internet. It is not Debian.",
            error.Message);
    }

    private BrowserSearch Search(params Func<Task<string?>>[] installers) => Search(named: null, installers);

    private BrowserSearch Search(string? named, params Func<Task<string?>>[] installers) => new()
    {
        Named = named,
        PlaywrightsOwn = "/playwright",
        OnPath = name => files.Contains($"/bin/{name}") ? $"/bin/{name}" : null,
        Exists = files.Contains,
        Installers = installers,
    };

    private Func<Task<string?>> Installer(string name, string? problem, string? brings = null) => () =>
    {
        installed.Add(name);
        if (brings is not null)
            files.Add(brings);
        return Task.FromResult(problem);
    };
}
